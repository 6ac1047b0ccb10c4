"""What is measured, each beside its limit and its rival, in the same run: `make bench`."""
