"""The HTTP API under /api/v1: JSON, a person's bearer token, refusals as problem+json."""
