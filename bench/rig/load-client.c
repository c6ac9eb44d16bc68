/*
 * Readers of a server-sent event stream, thousands of them in one cheap process: a client slower than the server
 * would be measured instead of it.
 *
 * load-client PORT CONNECTIONS PATH
 *
 * An event is known by its stamp: '@' and sixteen digits, microseconds of CLOCK_MONOTONIC when it was published.
 * Answers one line of JSON when every connection has its response head, then one per line of stdin:
 * "reset" forgets what was counted, "stats" tells it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define STAMP 17
#define READ_BYTES (256 * 1024)
#define HANDSHAKES 100

typedef struct {
  int fd;
  int headed;
  int kept;
  char rest[STAMP];
} Reader;

static Reader *readers;
static uint32_t *latencies;
static size_t count, room;
static int wanted, opened, headed, lost, refused;

static uint64_t now_us(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000u + (uint64_t)at.tv_nsec / 1000u;
}

static void note(uint64_t us) {
  if (count == room) {
    room = room ? room * 2 : 1 << 16;
    latencies = realloc(latencies, room * sizeof *latencies);
    if (!latencies) exit(3);
  }
  latencies[count++] = us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

/* `bytes` begins with what the reader kept; what may be the beginning of a stamp is kept again. */
static void scan(Reader *reader, char *bytes, size_t length, uint64_t now) {
  char *at = bytes, *end = bytes + length;
  reader->kept = 0;
  while ((at = memchr(at, '@', (size_t)(end - at)))) {
    if (end - at < STAMP) {
      reader->kept = (int)(end - at);
      memcpy(reader->rest, at, (size_t)(end - at));
      return;
    }
    uint64_t stamp = 0;
    for (int i = 1; i < STAMP; i++) stamp = stamp * 10 + (uint64_t)(at[i] - '0');
    note(now > stamp ? now - stamp : 0);
    at += STAMP;
  }
}

static int ascending(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static double quantile(double share) {
  if (count == 0) return -1;
  size_t index = (size_t)(share * (double)count);
  return latencies[index < count ? index : count - 1] / 1000.0;
}

static void command(const char *line) {
  if (strcmp(line, "reset") == 0) {
    count = 0;
  } else {
    qsort(latencies, count, sizeof *latencies, ascending);
  }
  printf("{\"events\":%zu,\"p50\":%.3f,\"p99\":%.3f,\"lost\":%d}\n", count, quantile(.5), quantile(.99), lost);
  fflush(stdout);
}

static void read_commands(void) {
  static char line[64];
  static size_t length;
  char c;
  ssize_t got;
  while ((got = read(0, &c, 1)) == 1) {
    if (c != '\n') {
      if (length < sizeof line - 1) line[length++] = c;
      continue;
    }
    line[length] = 0;
    length = 0;
    command(line);
  }
  if (got == 0) exit(0);
}

static void open_reader(int epoll, int port, const char *path) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Reader *reader = &readers[opened];
  int one = 1;
  char request[1024];
  reader->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (reader->fd < 0 || connect(reader->fd, (struct sockaddr *)&to, sizeof to) < 0) {
    perror("load-client: connect");
    exit(2);
  }
  setsockopt(reader->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  int length = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n\r\n", path, port);
  if (write(reader->fd, request, (size_t)length) != length) exit(2);
  fcntl(reader->fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = reader};
  epoll_ctl(epoll, EPOLL_CTL_ADD, reader->fd, &event);
  opened++;
}

int main(int argc, char **argv) {
  static char bytes[STAMP + READ_BYTES];
  if (argc != 4) return 2;
  int port = atoi(argv[1]), epoll = epoll_create1(0), told = 0;
  wanted = atoi(argv[2]);
  readers = calloc((size_t)wanted, sizeof *readers);
  struct epoll_event events[256], input = {.events = EPOLLIN, .data.ptr = NULL};
  fcntl(0, F_SETFL, O_NONBLOCK);
  epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &input);
  for (;;) {
    while (opened < wanted && opened - headed < HANDSHAKES) open_reader(epoll, port, argv[3]);
    if (!told && headed == wanted) {
      told = 1;
      printf("{\"ready\":%d,\"refused\":%d}\n", wanted, refused);
      fflush(stdout);
    }
    int ready = epoll_wait(epoll, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      Reader *reader = events[i].data.ptr;
      if (!reader) {
        read_commands();
        continue;
      }
      memcpy(bytes, reader->rest, (size_t)reader->kept);
      ssize_t got = recv(reader->fd, bytes + reader->kept, READ_BYTES, 0);
      if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      int first = !reader->headed;
      if (first) {
        reader->headed = 1;
        headed++;
      }
      if (got <= 0) {
        close(reader->fd);
        lost++;
        continue;
      }
      if (first && (got < 12 || memcmp(bytes + 9, "200", 3) != 0)) {
        if (refused++ == 0) fprintf(stderr, "load-client: %.*s\n", got > 300 ? 300 : (int)got, bytes);
      }
      scan(reader, bytes, (size_t)got + (size_t)reader->kept, now_us());
    }
  }
}
