"""Training, evaluation and export of Throng's density networks."""
