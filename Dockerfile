# Clio from what is pinned in requirements.lock, as a user of its own. See README.md for how to run it.

FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.lock ./
# The hashes of all that is pinned are checked here; below, only what Clio runs with is taken from it.
RUN pip wheel --no-cache-dir --require-hashes --wheel-dir /wheels --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY content content
COPY bot bot
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && python -m venv /clio \
    && /clio/bin/pip install --no-cache-dir --no-index --find-links /wheels "clio-bot[postgres]"

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin clio \
    && install --directory --owner clio --group clio --mode 700 /data
COPY --from=build /clio /clio
ENV PATH=/clio/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CLIO_DATABASE_URL=sqlite+aiosqlite:////data/clio.sqlite3 \
    CLIO_METRICS=127.0.0.1:9464
USER clio
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['CLIO_METRICS'].split(':')[-1] + '/healthz')"]
ENTRYPOINT ["clio"]
CMD ["run"]
