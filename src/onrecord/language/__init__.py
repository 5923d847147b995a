"""Which language, which sentences and words, and what the encoder says of them."""
