"""Keeping the journal: the chain, the reader, the only writer, the seal and the proof."""
