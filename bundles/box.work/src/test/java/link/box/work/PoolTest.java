package link.box.work;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.AccessControlContext;
import java.security.AccessControlException;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.PropertyPermission;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("removal")
class PoolTest {
    /** Of a bundle that makes threads, and may do nothing. */
    private static final AccessControlContext BUNDLE = new AccessControlContext(new ProtectionDomain[] {
        new ProtectionDomain(new CodeSource(null, (Certificate[]) null), new Permissions())});

    @Test
    void threads_inherit_nothing_of_the_bundle_for_which_they_are_made() throws Exception {
        assertThrows(AccessControlException.class, () -> with(BUNDLE, PoolTest::look));
        ExecutorService usual = Executors.newSingleThreadExecutor();
        Pool pool = with(BUNDLE, Pool::new);
        try {
            assertThrows(PrivilegedActionException.class,
                    () -> with(BUNDLE, () -> usual.submit(PoolTest::look).get(10, TimeUnit.SECONDS)), "usual threads do");
            with(BUNDLE, () -> pool.threads().submit(PoolTest::look).get(10, TimeUnit.SECONDS));
            with(BUNDLE, () -> pool.timer().schedule(PoolTest::look, 0, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS));
        } finally {
            pool.stop();
            usual.shutdownNow();
        }
    }

    private static <T> T with(AccessControlContext context, PrivilegedExceptionAction<T> action) throws Exception {
        return AccessController.doPrivileged(action, context);
    }

    /** Fails where that bundle is among those that are asked. */
    private static Void look() {
        AccessController.getContext().checkPermission(new PropertyPermission("java.version", "read"));
        return null;
    }
}
