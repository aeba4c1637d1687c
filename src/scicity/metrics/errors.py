"""What can go wrong with a figure, said so that the reader knows what to do next."""


class MetricError(Exception):
    """Base of the errors about metrics and figures."""


class UnknownMetric(MetricError):
    """A metric was named that the catalogue does not have."""


class BadPeriod(MetricError):
    """A period that cannot be read."""


class Unlike(MetricError):
    """Values of different basis were to be added, compared or ranked."""


class BadFigure(MetricError):
    """A figure's address that cannot be read, or a figure that does not verify."""


class NoEngine(MetricError):
    """The engine that was asked for is not there."""
