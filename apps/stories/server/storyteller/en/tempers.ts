import type { Temper } from '../content.ts'

/** Six ways in which a helper talks, so that two voices are never alike. */
export const TEMPERS: readonly Temper[] = [
  {
    id: 'careful',
    manner: 'careful',
    lines: {
      beginner: {
        greeting: [
          '“Mind your step by {spotB},” said {friend}. “I did check it twice.”',
          '“Hello, {hero},” said {friend}. “Did you bring a coat? And a spare?”',
        ],
        doubt: [
          '“Slow down,” said {friend}. “Let me see {trouble} first.”',
          '“I made a list about {trouble},” said {friend}. “It is a long list.”',
          '“Hold my {treats},” said {friend}. “I want to look twice.”',
        ],
        hope: [
          '“I checked three times,” said {friend}. “We can {goal}.”',
          '“It is safe,” {friend} said. “Well, safe as {treats}.”',
          '“It will be fine, {hero},” said {friend}. “I have a spare plan.”',
        ],
      },
      intermediate: {
        greeting: [
          '“I have brought a spare coat for you, {hero},” said {friend}, “and a spare for the spare.”',
          '“Mind {spotB},” warned {friend}. “I tripped there in my thoughts, twice, on the way.”',
        ],
        doubt: [
          '“Let us not rush at {trouble},” said {friend}. “I have a list[, and|.] we are on line one.”',
          '“Are we certain?” asked {friend}. “I like to be certain[, and|.] then I like to check.”',
          '“Before we {goal},” {friend} said, “may I tie a second knot in everything?”',
        ],
        hope: [
          '“I have thought about everything that could go wrong,” said {friend}, “and {hero}, I ran out.”',
          '“We will {goal},” said {friend}. “Carefully, with {treats}, and before bedtime.”',
          '{friend} folded {fhis} list. “For once,” {fhe} told {hero}, “I have nothing to add.”',
        ],
      },
      advanced: {
        greeting: [
          '“Good morning, {hero}[;|.] I have checked the steps, the sky and the {treats},” reported {friend}, “and only the sky is doubtful.”',
          '“You are standing, if I may say so, {hero},” observed {friend}, “a little close to the edge of {spotB}.”',
        ],
        doubt: [
          '“I do not say that we should not,” said {friend}. “I only say that {trouble} ought to be approached in thick socks.”',
          '“There are eleven things to consider before we {goal},” {friend} began, and had reached the third when {hero} gently took {fhis} arm.',
          '“Has anyone measured it?” inquired {friend}, who trusted {stuff} only after counting them, and sometimes not even then.',
        ],
        hope: [
          '“I have looked for a reason to turn back,” {friend} confessed, “and it appears, {hero}, that I have mislaid it.”',
          '“It is perfectly possible to be cautious and cheerful,” said {friend}, tightening the string round the {treats}.',
          '“If we are to {goal},” {friend} declared, “then let it be done properly, and let me hold the {keepsake}.”',
        ],
      },
    },
  },
  {
    id: 'boastful',
    manner: 'proud',
    lines: {
      beginner: {
        greeting: [
          '“I am the best {fkind} here,” said {friend}. “Ask {elder}.”',
          '“Look at me, {hero}!” said {friend}. “I can stand on one leg.”',
        ],
        doubt: [
          '“Easy!” said {friend}. “I once did this in my sleep, near {spotC}.”',
          '“Pff! I have seen worse than {trouble},” said {friend}.',
          '“I could do that with one {keepsake},” {friend} said. “Maybe two.”',
        ],
        hope: [
          '“With me here, we will {goal},” said {friend}. {fhe} winked.',
          '“We are the best team {at} {place},” said {friend}. “Mostly you, {hero}.”',
          '“I will tell my {treats} about this,” said {friend}.',
        ],
      },
      intermediate: {
        greeting: [
          '“You may clap, {hero}, if you like,” said {friend}. “I have just jumped over {spotB}. Nearly.”',
          '“Here I am,” said {friend}, “the finest {fkind} between {spotA} and {spotC}.”',
        ],
        doubt: [
          '“{trouble}? I solved three of those last week,” said {friend}, polishing {fhis} elbow.',
          '“I could do it alone, naturally,” said {friend}, “but then, {hero}, what would you do?”',
          '“Stand back,” said {friend}. Nothing happened. “I was only warming up for {event}.”',
        ],
        hope: [
          '“I shall tell this story at {event},” said {friend}, “and I shall put you in it, {hero}.”',
          '“You know,” said {friend}, almost quietly, “we are even better at this than I am.”',
          '“One day,” {friend} said, “there will be a statue of us by {spotA}. Mine will be bigger.”',
        ],
      },
      advanced: {
        greeting: [
          '“You find me at my best, {hero}, as usual,” said {friend}, striking a pose against {spotB} and sliding slowly down it.',
          '“I have been told that no other {fkind} enters a room as I do,” said {friend}, “though it was I who told me.”',
        ],
        doubt: [
          '“I have dealt with things far stranger than {trouble},” {friend} announced, “and one day I may even describe them.”',
          '“Naturally I could {goal} with one hand,” said {friend}, “but it seems unfair to leave the rest of you idle.”',
          '“Let us be clear that I am not puzzled,” said {friend}, walking twice round {spotC}[;|.] “I am merely admiring the problem.”',
        ],
        hope: [
          '“When they write about us,” mused {friend}, “I should like it known that {hero} helped, and also that {he} was right.”',
          '“I was never in doubt,” said {friend}, and then, more softly, “because you, {hero}, were never in a hurry to give up.”',
          '“Between my charm and your {keepsake},” said {friend}, “I cannot see what could possibly stand in our way.”',
        ],
      },
    },
  },
  {
    id: 'dreamy',
    manner: 'dreamy',
    lines: {
      beginner: {
        greeting: [
          '“I saw a cloud like {a other},” said {friend}. “Or was it you, {hero}?”',
          '“Is it {a day} already?” asked {friend}. “I was far away.”',
        ],
        doubt: [
          '“Maybe {trouble} is only a dream,” said {friend}. {fhe} pinched {fhis} nose.',
          '“Ooh,” said {friend}. “I wonder what {spotC} thinks of that.”',
          '“Think like a cloud,” said {friend}. “Clouds never rush, {hero}.”',
        ],
        hope: [
          '“I dreamed that we could {goal},” said {friend}. “It was a good dream.”',
          '“Even {spotA} looks happy now,” said {friend}.',
          '“Your {keepsake} is smiling, {hero},” said {friend}. “Can you see?”',
        ],
      },
      intermediate: {
        greeting: [
          '“Do you think, {hero}, that {spotB} ever dreams about us?” asked {friend} instead of saying hello.',
          '“I was going to bring {treats},” said {friend}, “but a cloud looked at me[, and|.] I forgot.”',
        ],
        doubt: [
          '“Perhaps {trouble} is shy,” said {friend}. “I would hide too, with everybody staring.”',
          '“It feels like the middle of a song,” {friend} murmured. {fhe} hummed a bit to {spotC}.',
          '“Let us look at it sideways,” said {friend}, tipping {fhis} head until {fhis} hat fell off.',
        ],
        hope: [
          '“I have a feeling in my toes, {hero},” said {friend}, “and my toes are nearly always right.”',
          '“Imagine how {event} will look once we {goal},” said {friend}, with {fhis} eyes closed.',
          '{friend} smiled at {spotA} as though it had just told {fhim} a secret. “It will turn out well.”',
        ],
      },
      advanced: {
        greeting: [
          '“I have been listening to {spotB},” said {friend}, “and do you know, {hero}, I believe it is in a very good mood.”',
          '“Forgive me, {hero}[;|.] I left home in good time,” {friend} explained, “but then the light fell on some {stuff}.”',
        ],
        doubt: [
          '“Has it occurred to anyone,” {friend} asked {spotC} in general, “that {trouble} may simply want to be left to finish its sentence?”',
          '“I once dreamed of something very like it,” said {friend}, “only in the dream, {hero}, you were a teapot.”',
          '“Mysteries are like soap,” murmured {friend}[;|.] “the harder you grip {clue}, the sooner it flies out of your hand.”',
        ],
        hope: [
          '“There is a moment just before things come right,” {friend} said, “when the air smells of {smell}[, and|.] I can smell it now.”',
          '“We shall {goal},” said {friend} with sudden certainty, “and afterwards I should like to lie down and look at {spotA} for a week.”',
          '“Look how kindly the light falls on {spotB},” said {friend}. “Nothing bad ever happens, {hero}, in that sort of light.”',
        ],
      },
    },
  },
  {
    id: 'chatty',
    manner: 'chatty',
    lines: {
      beginner: {
        greeting: [
          '“Hello, hello, {hero}!” said {friend}. “I have nine things to tell you.”',
          '“Guess what {elder} had for lunch,” said {friend}. “Go on, guess!”',
        ],
        doubt: [
          '“Oh my, oh my,” said {friend}. “I must tell {elder} about {trouble}!”',
          '“Just think of {clue},” said {friend}. “Think of it, {hero}!”',
          '“My aunt knew of {a thing} like that,” said {friend}. “Or was it {a other}?”',
        ],
        hope: [
          '“I talk a lot,” said {friend}. “But I can help you {goal}, {hero}.”',
          '“You will see,” said {friend}. “You will see, see, see, {hero}!”',
          '“This is better than {treats},” said {friend}. “Well, just as good.”',
        ],
      },
      intermediate: {
        greeting: [
          '“You will never guess what {elder} said about {spotB},” began {friend}, and then forgot to breathe.',
          '“Hello, {hero}, lovely {day}, have a few {treats}, is that a new shirt?” said {friend}.',
        ],
        doubt: [
          '“My aunt had {a other} exactly like that,” said {friend}, “or was it a goat? Anyway, it sang.”',
          '“{trouble}! Wait until I tell everyone,” cried {friend}. “No? Not even {elder}? Not even a hint?”',
          '“I am not talking,” whispered {friend}. “I am only saying things about {clue} very quietly.”',
        ],
        hope: [
          '“I could talk all day about how well we will {goal}, {hero},” said {friend}, and nearly did.',
          '“If it helps,” said {friend}, “I can be silent for a whole minute. Starting soon, by {spotA}.”',
          '“We make a good pair, {hero},” said {friend}. “You do the thinking[, and|.] I do the rest of the noise.”',
        ],
      },
      advanced: {
        greeting: [
          '“I shall be brief,” said {friend}, who then told {hero} everything that had happened near {spotB} since Thursday.',
          '“Sit down, {hero}, have some {treats}, and do not interrupt,” said {friend}, “for I have news, gossip, and a correction to both.”',
        ],
        doubt: [
          '“I have nothing to say about {trouble},” said {friend}, and spent a full five minutes saying it.',
          '“It is just like the time my uncle met {a other} on the stairs,” {friend} began[, and|.] nobody ever learned how that ended.',
          '“I mention {clue} only because you have not, {hero},” said {friend}, “and because silence gives me a rash.”',
        ],
        hope: [
          '“I am seldom lost for words,” {friend} said to {hero}, “but when you {goal}, I intend to be, for nearly a minute.”',
          '“You listen, {hero}[, and|.] I talk, and between us,” said {friend}, “very little gets away, apart from the {treats}.”',
          '“Mark my words,” said {friend}, “and there are plenty to choose from: this will be the talk of {event}.”',
        ],
      },
    },
  },
  {
    id: 'grumpy',
    manner: 'grumpy',
    lines: {
      beginner: {
        greeting: [
          '“Hmph,” said {friend}. “It is too early for {spotB}.”',
          '“I am not smiling, {hero},” said {friend}. “My face just itches.”',
        ],
        doubt: [
          '“Hmph. I knew it,” said {friend}. “It is always {trouble}.”',
          '“In my day,” said {friend}, “we had no {stuff} at all.”',
          '“My feet are cold,” said {friend}. “But I will come, {hero}.”',
        ],
        hope: [
          '“Hmph,” said {friend}. “That was nearly fun. Do not tell {elder}.”',
          '“I may hum a bit,” said {friend}. “It is not joy, {hero}.”',
          '“We may {goal} yet,” said {friend}. {fhe} almost smiled.',
        ],
      },
      intermediate: {
        greeting: [
          '“If you have come to cheer me up, {hero},” said {friend}, “kindly do it from over there.”',
          '“Who put all this sunshine on {spotB}?” grumbled {friend}, sitting down in the middle of it.',
        ],
        doubt: [
          '“{trouble}, and on {a day}, too,” muttered {friend}. “I might have known.”',
          '“I suppose it will end in mud,” said {friend}. “It generally ends in mud, {hero}, and {stuff}.”',
          '“Do as you like,” said {friend}, who was already putting on {fhis} boots to come along with {hero}.',
        ],
        hope: [
          '“I am not enjoying this,” said {friend}, skipping a little as {fhe} passed {spotA}.',
          '“You will probably {goal},” {friend} grumbled, “and then I shall have to be pleased. How tiring.”',
          '“Hmph,” said {friend} kindly. From {friend}, {hero} knew, that was as good as a hug.',
        ],
      },
      advanced: {
        greeting: [
          '“Before you ask, {hero},” said {friend}, “I slept badly, the {treats} are stale, and I do not trust {spotB}.”',
          '“Spare me the merriment,” said {friend}, though {fhe} moved over at once to make room for {hero} in the sun.',
        ],
        doubt: [
          '“I see that it has fallen to us to deal with {trouble},” sighed {friend}, “as if {event} were not punishment enough.”',
          '“No good ever came of {stuff},” said {friend} darkly, picking up an armful and asking {hero} where they were wanted.',
          '“I shall come along,” {friend} told {hero}, “but purely so that somebody can say afterwards that {fhe} told you so.”',
        ],
        hope: [
          '“I will deny it later,” muttered {friend}, “but I have not had such a pleasant time since {elder} fell into the punch.”',
          '“It is just possible,” {friend} admitted, as if each word cost a coin, “that we shall {goal} after all.”',
          '{friend} gave {hero} a look which on anybody else’s face would have been called delighted. “Hmph,” {fhe} said warmly.',
        ],
      },
    },
  },
  {
    id: 'bold',
    manner: 'bouncy',
    lines: {
      beginner: {
        greeting: [
          '“Race you to {spotB}!” said {friend}. “I won! Did you see, {hero}?”',
          '“Boing!” said {friend}. “Is today a {day}? I love those!”',
        ],
        doubt: [
          '“Yes, yes, yes!” said {friend}. “Let us {goal} right now!”',
          '“Why walk to {spotC}?” said {friend}. “We can hop!”',
          '“I am ready, {hero}!” said {friend}. {fhe} had one boot on.',
        ],
        hope: [
          '“We can do it, {hero}!” said {friend}. {fhe} did a small flip.',
          '“More!” said {friend}. “More {treats}, more hops, more {hero}!”',
          '“Up, up, up!” said {friend}. “Let us {goal}, {hero}!”',
        ],
      },
      intermediate: {
        greeting: [
          '“I ran here, {hero}[, and|.] then I ran back[, and|.] then I ran here again!” panted {friend}.',
          '“Catch!” cried {friend}, and a paper bag of {treats} flew over {spotB}.',
        ],
        doubt: [
          '“What are we waiting for?” asked {friend}, jumping up and down beside {spotC}. “Let us {goal}!”',
          '“I vote for yes,” said {friend}. “I do not mind what about, {hero}. Just yes.”',
          '“Problems are only hurdles,” said {friend}, hopping over {a other} to prove it.',
        ],
        hope: [
          '“This is the best {day} since the last one!” said {friend}, turning a cartwheel past {spotA}.',
          '“If we {goal} before supper, {hero},” said {friend}, “I shall do my triple spin.”',
          '“Nothing can stop us,” said {friend}, bouncing. “Except a closed door[, but|. But] we can knock, {hero}.”',
        ],
      },
      advanced: {
        greeting: [
          '“There you are, {hero}!” cried {friend}, vaulting over {spotB} and losing only one shoe in the process.',
          '“I have had six ideas since breakfast,” {friend} said breathlessly, “and {elder} has already forbidden four of them, {hero}.”',
        ],
        doubt: [
          '“Thinking is splendid,” said {friend}, hopping from foot to foot, “but could we not do it while running towards {spotC}?”',
          '“I would sooner try and fail, {hero}, than sit and wonder about {clue},” said {friend}, who had never sat for long in any case.',
          '“Who needs a plan,” asked {friend}, “when one has {stuff}, a following wind, and a really good friend?”',
        ],
        hope: [
          '“Say the word, {hero},” said {friend}, bouncing gently, “and I shall {goal} so fast that the {treats} will still be warm.”',
          '{friend} turned three cartwheels past {spotA}, apologised to a hedge, and declared that everything was going wonderfully.',
          '“I can feel it in my knees,” {friend} assured {hero}, “and my knees foresaw even {event}.”',
        ],
      },
    },
  },
]
