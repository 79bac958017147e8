using Flux.Wallets.Accounts;

namespace Flux.Wallets.Tests.Accounts;

public class AutoLockTests
{
    [Fact]
    public void Locks_after_a_time_without_use_and_every_use_starts_it_anew()
    {
        var clock = new HandClock();
        using var wallet = new AutoLock(clock);
        Should.Throw<WalletLockedException>(() => wallet.Use(ring => ring.Fingerprint));
        var keys = Words.RingOf(Words.A);
        wallet.Unlock(keys, TimeSpan.FromMinutes(5));
        clock.Move(TimeSpan.FromMinutes(4));
        wallet.Use(ring => ring.Fingerprint).ShouldNotBeNull();
        clock.Move(TimeSpan.FromMinutes(4));
        wallet.IsUnlocked.ShouldBeTrue();
        clock.Move(TimeSpan.FromMinutes(1));
        wallet.IsUnlocked.ShouldBeFalse();
        Should.Throw<Exception>(() => keys.Accounts[0].KeyAt(0, 0));
    }

    [Fact]
    public void A_fixed_time_is_not_extended_by_use()
    {
        var clock = new HandClock();
        using var wallet = new AutoLock(clock);
        wallet.Unlock(Words.RingOf(Words.A), TimeSpan.FromSeconds(10), extend: false);
        clock.Move(TimeSpan.FromSeconds(9));
        wallet.Use(ring => ring.Fingerprint).ShouldNotBeNull();
        clock.Move(TimeSpan.FromSeconds(1));
        Should.Throw<WalletLockedException>(() => wallet.Use(ring => ring.Fingerprint));
    }

    /// <summary>A clock moved by hand, with the one timer that is needed here.</summary>
    private sealed class HandClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
        private Action? _look;

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(callback, this);
            _look = timer.Look;
            return timer;
        }

        public void Move(TimeSpan by)
        {
            _now += by;
            _look?.Invoke();
        }

        private sealed class HandTimer(TimerCallback callback, HandClock clock) : ITimer
        {
            private DateTimeOffset? _due;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                return true;
            }

            public void Look()
            {
                if (_due is not { } due || clock._now < due) return;
                _due = null;
                callback(null);
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
