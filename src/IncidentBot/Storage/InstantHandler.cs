using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using NodaTime;

namespace IncidentBot.Storage;

/// <summary>Stores an instant as a bigint: milliseconds since the Unix epoch, in UTC.</summary>
internal sealed class InstantHandler : SqlMapper.ITypeHandler
{
    /// <summary>Dapper's mapping is global to the process, so it is set once, before its first use.</summary>
    [ModuleInitializer]
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(typeof(Instant), new InstantHandler());
    }

    public void SetValue(IDbDataParameter parameter, object value)
    {
        parameter.DbType = DbType.Int64;
        parameter.Value = value is Instant instant ? instant.ToUnixTimeMilliseconds() : DBNull.Value;
    }

    // Dapper passes the null of a single nullable column, but not the nulls of a row.
    public object? Parse(Type destinationType, object value) =>
        value is DBNull && destinationType == typeof(Instant?)
            ? null
            : Instant.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
