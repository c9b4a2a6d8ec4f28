# syntax=docker/dockerfile:1
# The program alone, on a small Debian: docker build -t variorum . && docker run --rm -v "$PWD:/work" variorum check .
FROM rust:1.95-slim-bookworm AS build
WORKDIR /source
COPY . .
# The caches of a build are no part of its layer, so what is to be kept is copied out of them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo build --release --locked --bin variorum \
    && cp target/release/variorum /variorum \
    && strip /variorum

FROM debian:bookworm-slim
COPY --from=build /variorum /usr/local/bin/variorum
# Nobody, who may read: what writes (`--fix`, `fmt`, `unpack`) wants `--user "$(id -u):$(id -g)"`.
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["variorum"]
CMD ["--help"]
