using IncidentBot.Auditing;
using IncidentBot.Configuration;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.Outbox;
using IncidentBot.CustomerReports;
using IncidentBot.Reminders;
using IncidentBot.Scheduling;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.SocketMode;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Inbound;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.People;
using IncidentBot.SlackEdge.Reactions;
using IncidentBot.SlackEdge.Rooms;

namespace IncidentBot.SlackEdge;

internal static class SlackModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Everything that speaks Slack, in and out.</summary>
        public IServiceCollection AddSlack(Settings settings)
        {
            services.AddSingleton(SettingsOf(settings));
            services.AddWebApi(settings.Slack);
            services.AddSingleton(settings.Slack.SigningSecrets.Count > 0 ? new SlackRequestOptions(settings.Slack.SigningSecrets) : SlackRequestOptions.RefuseAll);
            if (settings.Slack.AppToken is not null)
                services.AddSocketMode(settings.Slack);

            // What comes in.
            services.AddSingleton<SlackDispatch>();
            services.AddSingleton<CommandHandler>().AddSingleton<InteractionHandler>().AddSingleton<ButtonHandler>().AddSingleton<SubmissionHandler>();
            services.AddSingleton<PublishingButtons>().AddSingleton<PublishingSubmissions>().AddSingleton<PublisherGroups>().AddSingleton<StatuspageDrafting>();
            services.AddSingleton<ShortcutHandler>().AddSingleton<OptionsHandler>().AddSingleton<PrivateAnswers>().AddSingleton<Events.EventHandler>();
            services.AddSingleton<FormOpener>().AddSingleton<PersonDirectory>();

            // What is remembered of Slack.
            services.AddSingleton<RoomStore>().AddSingleton<PostStore>().AddSingleton<DraftStore>().AddSingleton<FormStore>();
            services.AddSingleton<IncidentLookup>().AddSingleton<IncidentReading>().AddSingleton<IChore, ForgetOldForms>();

            // What goes out.
            services.AddSingleton<SlackOutbox>().AddSingleton<IOutboxSender, SlackSender>();
            services.AddSingleton<IIncidentReaction, RoomReaction>().AddSingleton<IIncidentReaction, CustomerChannelReaction>();
            services.AddSingleton<IReminderNotifier, SlackReminderNotifier>().AddSingleton<IPager, SlackPager>();
            services.AddSingleton<ICustomerReportNotifier, SlackCustomerReportNotifier>().AddSingleton<IOperatorNotifier, SlackOperatorNotifier>();
            services.AddSingleton<RoomOpener>().AddSingleton<RoomUpkeep>().AddSingleton<RoomMessages>().AddSingleton<MarkedMessageReader>();
            services.AddSingleton<ReminderSender>().AddSingleton<EphemeralSender>().AddSingleton<SupportMembership>().AddSingleton<OnCallGroup>();
            services.AddSingleton<IncidentPosts>().AddSingleton<ChannelDirectory>().AddSingleton<CustomerChannels>().AddSingleton<OperatorChannel>();
            services.AddSingleton<FormFiller>().AddSingleton<HomePublisher>();
            services.AddSingleton<SlackIdentity>().AddHostedService<SlackStartupLog>();
            return services;
        }

        // Slack's second way in.
        private void AddSocketMode(SlackOptions slack)
        {
            services.AddSingleton(new SocketModeOptions { NumberOfConnections = slack.SocketConnections });
            services.AddSingleton<SocketModeClient>().AddHostedService<SocketModeService>().AddReadiness<SocketReadiness>("socket mode");
        }

        private void AddWebApi(SlackOptions slack)
        {
            var pacing = new SlackPacing(new SlackPacingOptions { MessageInterval = slack.MessageInterval.ToTimeSpan() });
            services.AddHttpClient(nameof(SlackApiClient), client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10), AllowAutoRedirect = false })
                .RemoveAllLoggers()
                .AddSlackCircuit();
            services.AddSingleton(provider => new SlackApiClient(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(SlackApiClient)),
                new SlackApiOptions { BotToken = slack.BotToken, AppToken = slack.AppToken, BaseUrl = slack.ApiBaseUrl },
                pacing,
                new ForwardTime(provider.GetRequiredService<TimeProvider>())));
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapSlack()
        {
            var slack = routes.MapGroup("/slack").AddEndpointFilter<SignedRequestFilter>();
            slack.MapPost("/command", SlackEndpoints.CommandAsync);
            slack.MapPost("/action", SlackEndpoints.ActionAsync);
            slack.MapPost("/event", SlackEndpoints.EventAsync);
            slack.MapPost("/options", SlackEndpoints.OptionsAsync);
        }
    }

    private static SlackEdgeSettings SettingsOf(Settings settings) => new()
    {
        AnnouncementChannel = settings.Slack.AnnouncementChannel,
        SupportChannel = settings.Slack.SupportChannel,
        OperationsChannel = settings.Slack.OperationsChannel,
        SupportUrl = settings.Support.Url,
        SupportAddress = settings.StatusPage.SupportAddress,
        CustomerChannels = settings.Subscriptions.SlackChannels,
        HasSubscribers = settings is { Subscriptions.Smtp: not null } or { Subscriptions.SlackChannels.Count: > 0 } or { Publishing.Atlassian: not null },
        OnCallGroup = settings.Paging.OnCallGroup,
        SupportGroup = settings.Paging.SupportGroup,
        ResponderGroups = settings.Paging.ResponderGroups,
        StatusPageUrl = settings.StatusPage.Url is { } site ? new Uri(site.AbsoluteUri.TrimEnd('/') + "/status") : null,
        TimeZone = settings.Zone,
    };
}
