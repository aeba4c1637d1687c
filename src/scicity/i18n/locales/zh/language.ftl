# What the language calls itself.
language-name = 中文
