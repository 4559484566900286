"""The curves of a run."""


def plot(path, histories):
    """Draws the training loss and the validation errors of every network into a PNG file."""
    import matplotlib
    matplotlib.use('Agg')
    from matplotlib import pyplot
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4.5))
    for name, history in histories.items():
        left.plot([e['step'] for e in history['loss']], [e['loss'] for e in history['loss']], linewidth=0.8, label=name)
        kinds = sorted({key for e in history['validation'] for key in e if key not in ('step', 'minutes')})
        for kind in kinds:
            entries = [e for e in history['validation'] if kind in e]
            right.plot([e['step'] for e in entries], [e[kind] for e in entries], marker='o', markersize=3, label=f'{name}, {kind}')
    left.set(xlabel='step', ylabel='loss', title='training loss')
    right.set(xlabel='step', ylabel='mean absolute error', title='validation', yscale='log')
    for axes in (left, right):
        axes.grid(alpha=0.3)
        if axes.get_lines():
            axes.legend(fontsize='small')
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    pyplot.close(figure)
