using IncidentBot.EndToEnd.Support;

namespace IncidentBot;

/// <summary>Ends the shared browser when all tests of the assembly are done.</summary>
[SetUpFixture]
internal sealed class ChromiumEnd
{
    [OneTimeTearDown]
    public Task EndAsync() => Chromium.EndSharedAsync();
}
