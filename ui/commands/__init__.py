"""One module a group of ``viva`` commands; each has ``register(app)``."""
