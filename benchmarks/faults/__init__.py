"""What must hold under faults, at full length: `make faults`, one line per figure of docs/reliability.md."""
