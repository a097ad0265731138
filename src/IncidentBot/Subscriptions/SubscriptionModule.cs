using System.Net;
using IncidentBot.Auditing;
using IncidentBot.Configuration;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.StatusPage;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Subscriptions.Pages;
using IncidentBot.Subscriptions.Webhooks;

namespace IncidentBot.Subscriptions;

internal static class SubscriptionModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds subscriptions to public updates. Without a mail server there are none, and no outbox rows are written.</summary>
        /// <param name="options">The operator's settings.</param>
        /// <param name="page">The status page's settings.</param>
        public IServiceCollection AddSubscriptions(SubscriptionOptions options, StatusPageSettings page)
        {
            var settings = SettingsOf(options, page);
            services.AddSingleton(settings).AddSingleton(new AddressRule(settings.WebhookNetworks));
            services.AddSingleton<SubscriberStore>().AddSingleton<RequestStore>().AddSingleton<FanOutStore>().AddSingleton<SubscriberOutbox>();
            services.AddSingleton<PublicStories>().AddSingleton<SubscriptionSignup>().AddSingleton<SubscriptionView>().AddChore<ForgetSubscriptions>();
            if (options.Smtp is not { } smtp)
                return services;

            services.AddSingleton(smtp).AddSingleton(new MailComposer(smtp.From, settings.Host)).AddSingleton<MailRelay>().AddSingleton<MailDelivery>();
            services.AddSingleton(provider => new SmtpConnector(
                new SmtpSetup(smtp, settings.Host),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
            services.AddSingleton<WebhookWriter>().AddSingleton<WebhookThrottle>();
            services.AddSingleton(provider => new GuardedConnections(provider.GetRequiredService<AddressRule>(), Dns.GetHostAddressesAsync));
            services.AddSingleton(provider => new WebhookDelivery(
                provider.GetRequiredService<GuardedConnections>().CreateClient(),
                provider.GetRequiredService<WebhookWriter>(),
                provider.GetRequiredService<WebhookThrottle>(),
                provider.GetRequiredService<IDatabase>(),
                provider.GetRequiredService<SubscriberStore>(),
                provider.GetRequiredService<SubscriberOutbox>(),
                provider.GetRequiredService<IOperatorNotifier>(),
                provider.GetRequiredService<Clock>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<WebhookDelivery>>()));
            services.AddSingleton<FanOut>().AddSingleton<IOutboxSender, SubscriberSender>().AddSingleton<IIncidentReaction, SubscriptionReaction>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder endpoints)
    {
        public IEndpointRouteBuilder MapSubscriptions()
        {
            SubscriptionPages.Map(endpoints);
            return endpoints;
        }
    }

    private static SubscriptionSettings SettingsOf(SubscriptionOptions options, StatusPageSettings page) => new()
    {
        Page = page,
        Origin = page.Url ?? new Uri("http://localhost/"),
        IsOpen = options.Smtp is not null,
        TakesWebhooks = options is { Smtp: not null, Webhooks: true },
        WebhookPorts = options.WebhookPorts,
        WebhookNetworks = options.WebhookNetworks,
        PerAddress = options.PerAddress,
        PerClient = options.PerClient,
        Total = options.Total,
    };
}
