"""Problems and staple questions: schema, index, choice."""
