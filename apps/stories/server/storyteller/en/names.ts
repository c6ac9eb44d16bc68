/** First names from many places; short enough to read aloud at every level. */
export const NAMES = {
  she: 'Ada Amara Aiko Bea Bella Cleo Dalia Dina Edie Elif Esme Fern Freya Gia Hana Hazel Ida Imani Ines Isla Juno Kaya Keiko Leila Lotte Luz Mabel Maya Mina Mira Nadia Nell Noa Noor Olive Pia Priya Poppy Rania Rosa Ruby Saba Sana Sofia Suki Tala Tess Thea Uma Vera Willa Yara Yuki Zadie Zola Zuri'.split(
    ' ',
  ),
  he: 'Abel Ali Amos Ari Arlo Bao Basil Ben Bruno Caleb Cato Dev Dov Eli Emre Ezra Felix Finn Gil Hugo Idris Ilan Ivo Jai Jonah Kai Kenji Kofi Leo Luca Malik Mateo Milo Nico Noam Odin Omar Oscar Otis Otto Paco Pablo Quinn Rafi Ravi Remy Rio Sami Sven Tariq Theo Tomas Toby Udo Viktor Wei Wes Yoav Yusuf Zeke'.split(
    ' ',
  ),
} as const
