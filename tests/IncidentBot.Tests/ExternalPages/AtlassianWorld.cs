using IncidentBot.Configuration;
using IncidentBot.Outbox;
using IncidentBot.ExternalPages;
using IncidentBot.Tests.Subscriptions.Support;

namespace IncidentBot.Tests.ExternalPages;

/// <summary>A bot that publishes to a page at Atlassian too.</summary>
internal static class AtlassianWorld
{
    extension(AtlassianServer there)
    {
        public Task<SubscribedWorld> OpenWorldAsync(Func<AtlassianOptions, AtlassianOptions>? change = null)
        {
            var options = new AtlassianOptions
            {
                ApiKey = AtlassianServer.Key,
                PageId = AtlassianServer.Page,
                BaseUrl = there.Address,
                DeliverNotifications = true,
                Components = new Dictionary<string, string> { [SubscribedWorld.Api] = "theirapi", [SubscribedWorld.Web] = "theirweb" },
                Interval = TimeSpan.FromMilliseconds(20),
            };
            return SubscribedWorld.OpenAsync(more: (services, _) => services.AddExternalPages(new ExternalPageOptions(change is null ? options : change(options))));
        }
    }

    extension(SubscribedWorld world)
    {
        /// <summary>Lets time pass until nothing is left to be carried out.</summary>
        public Task PatientlyAsync() => Eventually.IsTrueAsync(async () =>
        {
            var open = (await world.RowsAsync()).Where(row => row.State is OutboxState.Pending or OutboxState.InFlight).ToList();
            if (open.Count > 0 && open.All(row => row.State == OutboxState.Pending))
                world.Move(TimeSpan.FromSeconds(61));
            return open.Count == 0;
        });
    }
}
