"""The face expression model: data, training, evaluation."""
