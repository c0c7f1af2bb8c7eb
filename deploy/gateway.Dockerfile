# Build from the root of the repository: docker build -f deploy/gateway.Dockerfile -t azul-gateway .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# npm fetches Banana Cake Pop while the gateway is built.
RUN apt-get update && apt-get install -y --no-install-recommends npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN dotnet publish src/Gateway -c Release -o /app -p:UseAppHost=false -p:RestoreLockedMode=true \
 && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
# 1654 is the user app of these images, who runs the program.
COPY --from=build --chown=1654:1654 /data /data
USER $APP_UID
ENV ASPNETCORE_URLS=http://+:8080 \
    Azul__DataFolder=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=20s --start-period=20s CMD ["dotnet", "Azul.Gateway.dll", "health", "--basic"]
ENTRYPOINT ["dotnet", "Azul.Gateway.dll"]
