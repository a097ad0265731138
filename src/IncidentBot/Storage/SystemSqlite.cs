using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>Which SQLite serves this process.</summary>
/// <param name="Source">The library's file name, or "bundled".</param>
internal sealed record SqliteEngine(string Source, string Version);

/// <summary>
/// Lets the operating system's SQLite serve us instead of the bundled one where there is one: the system's is the one that
/// gets security fixes.
/// </summary>
internal static class SystemSqlite
{
    // 3.35 brought "returning", which our SQL relies on.
    private const int OldestUsable = 3_035_000;
    private const string ImportName = "e_sqlite3";

    private static readonly Lazy<SqliteEngine> Engine = new(Choose);

    /// <summary>Chooses the engine, once; must come before the process's first connection.</summary>
    public static SqliteEngine Use() => Engine.Value;

    private static SqliteEngine Choose()
    {
        var library = SystemLibraryName();
        var handle = Load(library);
        var provider = new SQLite3Provider_e_sqlite3();

        NativeLibrary.SetDllImportResolver(
            provider.GetType().Assembly,
            // Zero means: look where you always look, and that is the bundle.
            (string name, Assembly _, DllImportSearchPath? _) => name == ImportName ? handle : IntPtr.Zero);
        raw.SetProvider(provider);

        // Each connection is one thread's at a time, and nobody asks how much memory SQLite uses: neither needs a lock.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);

        return new SqliteEngine(handle == IntPtr.Zero ? "bundled" : library!, raw.sqlite3_libversion().utf8_to_string());
    }

    private static string? SystemLibraryName()
    {
        if (OperatingSystem.IsLinux())
            return "libsqlite3.so.0";

        return OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : null;
    }

    private static IntPtr Load(string? library)
    {
        if (library is null || !NativeLibrary.TryLoad(library, out var handle))
            return IntPtr.Zero;

        if (IsUsable(handle))
            return handle;

        NativeLibrary.Free(handle);
        return IntPtr.Zero;
    }

    private static bool IsUsable(IntPtr handle) =>
        Ask(handle, "sqlite3_libversion_number") >= OldestUsable && Ask(handle, "sqlite3_threadsafe") != 0;

    private static int Ask(IntPtr handle, string function) =>
        NativeLibrary.TryGetExport(handle, function, out var address)
            ? Marshal.GetDelegateForFunctionPointer<AskInt>(address)()
            : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int AskInt();
}
