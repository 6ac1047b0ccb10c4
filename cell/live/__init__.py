"""The live channel: Socket.IO on gevent, strict on the way in, never waiting on the way out."""
