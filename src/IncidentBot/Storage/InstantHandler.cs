using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using NodaTime;

namespace IncidentBot.Storage;

/// <summary>An instant is a bigint: milliseconds since the Unix epoch, UTC.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
{
    /// <summary>Dapper's mapping is global to the process, so it is set once, before anything can use it.</summary>
    [ModuleInitializer]
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
    }

    public override void SetValue(IDbDataParameter parameter, Instant value)
    {
        parameter.DbType = DbType.Int64;
        parameter.Value = value.ToUnixTimeMilliseconds();
    }

    public override Instant Parse(object value) =>
        Instant.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
