"""What must hold under faults, at full length, each beside its bound: `make faults`."""
