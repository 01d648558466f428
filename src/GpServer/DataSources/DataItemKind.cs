namespace GpServer.DataSources;

/// <summary>What registered data are. The names are stored.</summary>
enum DataItemKind
{
    /// <summary>A PostgreSQL database, or tables of one; <c>egdb</c> on the wire.</summary>
    Database,

    /// <summary>A folder with files of features; <c>folder</c> on the wire.</summary>
    Folder,

    /// <summary>One file of features, such as a GeoPackage; <c>file</c> on the wire.</summary>
    File,
}
