# harness as one native program, with git, on Alpine: docker build --tag harness . && docker run --rm --volume "$PWD:/work" harness check
FROM mcr.microsoft.com/dotnet/sdk:10.0-alpine AS build
RUN apk add --no-cache bash build-base clang lld zlib-dev
WORKDIR /source
COPY . .
RUN dotnet publish src/Harness.Cli -c Release --use-current-runtime -p:PublishAot=true -p:NativeDebugSymbols=false -o /published \
    && .ci/archive /published image /archives \
    && mkdir /harness \
    && tar -xzf /archives/*.tar.gz -C /harness

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-alpine
RUN apk add --no-cache git
COPY --from=build /harness /opt/harness
RUN ln -s /opt/harness/harness /usr/local/bin/harness
USER $APP_UID
WORKDIR /work
ENTRYPOINT ["harness"]
