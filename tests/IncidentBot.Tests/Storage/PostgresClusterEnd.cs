using IncidentBot.Tests.Storage;
using NUnit.Framework;

namespace IncidentBot;

/// <summary>Leaves no server's folder behind when all tests of the assembly are done.</summary>
[SetUpFixture]
internal sealed class PostgresClusterEnd
{
    [OneTimeTearDown]
    public void End() => PostgresCluster.EndShared();
}
