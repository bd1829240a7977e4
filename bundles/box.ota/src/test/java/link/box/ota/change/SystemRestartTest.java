package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import link.box.api.release.PlannedRestart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.launch.Framework;

@Timeout(30)
class SystemRestartTest {
    @TempDir
    Path root;

    @Test
    void a_planned_restart_is_a_fact_before_it_comes_and_then_it_comes() throws Exception {
        try (Lab lab = new Lab(root)) {
            List<Object> facts = new CopyOnWriteArrayList<>();
            lab.context().addServiceListener(event -> {
                if (event.getType() == ServiceEvent.REGISTERED) {
                    facts.add(lab.context().getService(event.getServiceReference()));
                }
            }, "(objectClass=" + PlannedRestart.class.getName() + ")");
            Duration notice = Duration.ofSeconds(1);
            long begin = System.nanoTime();
            new Thread(new FutureTask<>(() -> {
                new SystemRestart(lab.context(), notice).announced(3, "its vendor wants it");
                return null;
            })).start();
            FrameworkEvent end = lab.framework.waitForStop(20_000);
            begun(lab.framework);
            assertEquals(List.of(new PlannedRestart(3, notice, "its vendor wants it")), facts);
            assertEquals(FrameworkEvent.STOPPED_UPDATE, end.getType());
            assertTrue(System.nanoTime() - begin >= notice.toNanos());
        }
    }

    /** Felix starts itself again; the launcher's own start is not here. */
    private static void begun(Framework framework) throws InterruptedException {
        while (framework.getState() != Bundle.ACTIVE) {
            Thread.sleep(10);
        }
    }
}
