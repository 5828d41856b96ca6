"""The voice emotion model: data, training, evaluation."""
