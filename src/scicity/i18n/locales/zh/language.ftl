# What the language calls itself.
language-name = 中文
# Said at the foot of each page: who made the translation, where that should be known.
language-note = {""}
