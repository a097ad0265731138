using System.Collections;
using System.Data.Common;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>The rows of a <see cref="PreparedStatement"/> for Dapper: one result set of numbers, texts and nulls.</summary>
internal sealed class RowReader : DbDataReader
{
    private readonly PreparedStatement _statement;
    private readonly sqlite3_stmt _row;
    private bool _hasBegun;
    private bool _isOnRow;
    private bool _isClosed;

    public RowReader(PreparedStatement statement, sqlite3_stmt row)
    {
        (_statement, _row) = (statement, row);
        // The first step takes the effect of the statement, or its failure, whether or not the caller reads on.
        HasRows = _isOnRow = statement.Step();
    }

    public override int FieldCount => _statement.Columns.Count;

    public override bool HasRows { get; }

    public override bool IsClosed => _isClosed;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        if (_hasBegun && _isOnRow)
            _isOnRow = _statement.Step();
        _hasBegun = true;
        return _isOnRow;
    }

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => _statement.Columns[ordinal].Name;

    public override int GetOrdinal(string name)
    {
        for (var ordinal = 0; ordinal < FieldCount; ordinal++)
        {
            if (GetName(ordinal) == name)
                return ordinal;
        }

        throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such column.");
    }

    public override Type GetFieldType(int ordinal) => _statement.Columns[ordinal].Type ?? (_isOnRow ? Stored(ordinal) : typeof(object));

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override object GetValue(int ordinal) => raw.sqlite3_column_type(_row, ordinal) switch
    {
        raw.SQLITE_INTEGER => GetInt64(ordinal),
        raw.SQLITE_FLOAT => GetDouble(ordinal),
        raw.SQLITE_TEXT => GetString(ordinal),
        raw.SQLITE_NULL => DBNull.Value,
        var other => throw new NotSupportedException($"The column {GetName(ordinal)} holds SQLite's type {other}; only numbers and texts can be read."),
    };

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var ordinal = 0; ordinal < count; ordinal++)
            values[ordinal] = GetValue(ordinal);
        return count;
    }

    public override bool IsDBNull(int ordinal) => raw.sqlite3_column_type(_row, ordinal) == raw.SQLITE_NULL;

    public override string GetString(int ordinal) => raw.sqlite3_column_text(_row, ordinal).utf8_to_string();

    public override long GetInt64(int ordinal) => raw.sqlite3_column_int64(_row, ordinal);

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override double GetDouble(int ordinal) => raw.sqlite3_column_double(_row, ordinal);

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetDouble(ordinal);

    public override DateTime GetDateTime(int ordinal) => throw Unsupported();

    public override Guid GetGuid(int ordinal) => throw Unsupported();

    public override char GetChar(int ordinal) => throw Unsupported();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Unsupported();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Unsupported();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _statement.End();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    private static NotSupportedException Unsupported() => new("Columns hold numbers and texts only.");

    private Type Stored(int ordinal) => raw.sqlite3_column_type(_row, ordinal) switch
    {
        raw.SQLITE_INTEGER => typeof(long),
        raw.SQLITE_FLOAT => typeof(double),
        raw.SQLITE_TEXT => typeof(string),
        _ => typeof(object),
    };
}
