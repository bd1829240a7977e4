package link.cloud.tunnel.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import link.box.common.kite.QuickConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that has heard our last words. Closing it with something unread would take them back (a reset overtakes them), so it is read
 * for a moment more.
 */
final class Farewell extends QuickConnection {
    private static final long SECONDS = 2;
    private static final int AT_ONCE = 4096;

    private final House house;
    private volatile Scheduler.Task end;

    Farewell(EndPoint endPoint, House house) {
        super(endPoint, house.executor());
        this.house = house;
    }

    @Override
    protected void begin(ByteBuffer unread) {
        house.undecided(getEndPoint());
        end = house.scheduler().schedule(this::close, SECONDS, TimeUnit.SECONDS);
        getEndPoint().shutdownOutput();
        fillInterested();
    }

    @Override
    public void onFillable() {
        RetainableByteBuffer unread = house.pool().acquire(AT_ONCE, true);
        try {
            int count = getEndPoint().fill(unread.getByteBuffer());
            if (count < 0) {
                close();
            } else {
                fillInterested();
            }
        } catch (IOException e) {
            close();
        } finally {
            unread.release();
        }
    }

    @Override
    public void onClose(Throwable cause) {
        Scheduler.Task waits = end;
        if (waits != null) { // else it was closed before it began
            waits.cancel();
        }
        house.decided(getEndPoint());
        super.onClose(cause);
    }
}
