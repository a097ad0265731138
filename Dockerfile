# IncidentBot as one container: docker build -t incidentbot . && docker run -p 8080:8080 -v incidentbot:/data -e Slack__BotToken=… -e Slack__SigningSecret=… incidentbot
# A test runs the COPY and dotnet steps of the first stage: keep them plain.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# The packages first: this layer lasts until a project file changes.
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/IncidentBot/IncidentBot.csproj src/IncidentBot/
COPY src/IncidentBot.Core/IncidentBot.Core.csproj src/IncidentBot.Core/
COPY src/IncidentBot.Slack/IncidentBot.Slack.csproj src/IncidentBot.Slack/
COPY src/IncidentBot.Wording/IncidentBot.Wording.csproj src/IncidentBot.Wording/
RUN dotnet restore src/IncidentBot/IncidentBot.csproj --use-current-runtime -p:PublishReadyToRun=true

COPY src/IncidentBot/ src/IncidentBot/
COPY src/IncidentBot.Core/ src/IncidentBot.Core/
COPY src/IncidentBot.Slack/ src/IncidentBot.Slack/
COPY src/IncidentBot.Wording/ src/IncidentBot.Wording/
# Compiled ahead, so that a start costs less; the rest is compiled while it runs, as always.
RUN dotnet publish src/IncidentBot/IncidentBot.csproj --no-restore --configuration Release --output /app --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0

RUN mkdir /data && chown "$APP_UID" /data

WORKDIR /app
COPY --from=build /app ./

ENV ASPNETCORE_HTTP_PORTS=8080 \
    Storage__Path=/data/incidentbot.db
VOLUME /data
EXPOSE 8080
USER $APP_UID

# The image has no curl, and bash can open a socket itself.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.1 200' <&3"]

ENTRYPOINT ["dotnet", "IncidentBot.dll"]
