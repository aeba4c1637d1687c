"""Traces and metrics of an installation, where a collector is named, and the trace that a line of
the log belongs to.

Traces and metrics go by OTLP to OTEL_EXPORTER_OTLP_ENDPOINT; the other variables of the
OpenTelemetry specification hold as well.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from typing import Any


class Traced(logging.Filter):
    """Gives a line the trace that it belongs to, if there is one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.trace_id = ""
        if started:
            from opentelemetry import trace

            context = trace.get_current_span().get_span_context()
            record.trace_id = f"{context.trace_id:032x}" if context.is_valid else ""
        return True


started = False


def start(service: str) -> bool:
    """Send traces and metrics from this process on, if a collector is named.

    Called once a process, after it was forked.
    """
    global started  # noqa: PLW0603 - one provider a process, as the library has it
    if started or not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return started
    from opentelemetry import metrics, trace
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME", service)})
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(traces)
    metrics.set_meter_provider(
        MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())], resource=resource)
    )
    DjangoInstrumentor().instrument()
    PsycopgInstrumentor().instrument()
    meter = metrics.get_meter("scicity")
    meter.create_observable_gauge(
        "scicity.outbox.waiting",
        [_waiting],
        "{record}",
        "Records that the database owes to the ledger",
    )
    meter.create_observable_gauge(
        "scicity.outbox.age", [_age], "s", "How long the oldest of them has waited"
    )
    meter.create_observable_gauge(
        "scicity.outbox.refused", [_refused], "{record}", "Records that the ledger refused"
    )
    started = True
    return True


def _observed(value: float) -> Iterable[Any]:
    from opentelemetry.metrics import Observation

    return [Observation(value)]


def _waiting(_options: Any) -> Iterable[Any]:
    from scicity.platform.models import OutboxRecord

    return _observed(OutboxRecord.objects.filter(delivered_at=None, refused_at=None).count())


def _refused(_options: Any) -> Iterable[Any]:
    from scicity.platform.outbox import refused

    return _observed(refused().count())


def _age(_options: Any) -> Iterable[Any]:
    from scicity.platform.models import OutboxRecord

    oldest = (
        OutboxRecord.objects.filter(delivered_at=None, refused_at=None)
        .order_by("id")
        .values_list("made_at", flat=True)
        .first()
    )
    return _observed(max(0.0, time.time() - oldest.timestamp()) if oldest else 0.0)


def count(what: str) -> None:
    if started:
        from opentelemetry import metrics

        metrics.get_meter("scicity").create_counter(
            "scicity.security.events",
            "{event}",
            "Refusals, failed attempts to sign in, unusual use",
        ).add(1, {"what": what})
