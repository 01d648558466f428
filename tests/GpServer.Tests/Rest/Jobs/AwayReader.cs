using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using GpServer.Core;
using GpServer.Jobs;

namespace GpServer.Tests.Rest.Jobs;

/// <summary>Reads jobs as another reader does, or says that the database is away while a test wants it to be.</summary>
sealed class AwayReader
{
    volatile bool _isAway;

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>Released for each call that found the database away.</summary>
    public SemaphoreSlim Asked { get; } = new(0);

    public IJobReader Around(IJobReader inner)
    {
        var reader = DispatchProxy.Create<IJobReader, Proxy>();
        ((Proxy)reader).Begin(this, inner);
        return reader;
    }

    [SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The runtime derives from it.")]
    internal class Proxy : DispatchProxy
    {
        AwayReader? _owner;
        IJobReader? _inner;

        public void Begin(AwayReader owner, IJobReader inner) => (_owner, _inner) = (owner, inner);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (_owner!.IsAway)
            {
                _owner.Asked.Release();
                throw new GpException(GpError.Unavailable, "The database is away.");
            }

            return targetMethod!.Invoke(_inner, args);
        }
    }
}
