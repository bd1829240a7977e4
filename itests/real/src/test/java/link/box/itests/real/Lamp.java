package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

/** A bundle of an integrator's; its header {@value #MANNER} says how it behaves. It runs in the Box, not in the test. */
public final class Lamp implements BundleActivator {
    static final String MANNER = "Lamp-Manner";
    /** A file in the data directory: there a lamp of the manner {@code restarts} restarts the framework. */
    static final String TRIGGER = "restart-now";
    private static final int LEAK = 200;

    @Override
    public void start(BundleContext context) throws Exception {
        System.out.println("lamp " + context.getBundle().getVersion() + " starts");
        switch (context.getBundle().getHeaders("").get(MANNER)) {
            case "throws" -> throw new IOException("the bulb is broken");
            case "exits" -> System.exit(1);
            case "blocks" -> Thread.sleep(Long.MAX_VALUE);
            case "eats" -> new Thread(Lamp::eat, "lamp").start();
            case "leaks" -> leak();
            case "fades" -> fade(context);
            case "restarts", "restarts and stays" -> new Thread(() -> restart(context), "lamp").start();
            default -> System.out.println("lamp " + context.getBundle().getVersion() + " shines");
        }
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        System.out.println("lamp " + context.getBundle().getVersion() + " stops");
        if (context.getBundle().getHeaders("").get(MANNER).endsWith("stays")) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** So many threads that nobody ends. */
    private static void leak() {
        for (int i = 0; i < LEAK; i++) {
            Thread thread = new Thread(() -> LockSupport.park(), "lamp-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** It has a service, and does without after a minute. */
    private static void fade(BundleContext context) {
        ServiceRegistration<?> light = context.registerService(Runnable.class, () -> { }, null);
        new Thread(() -> {
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
            light.unregister();
        }, "lamp").start();
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (eaten.size() >= 0) {
            eaten.add(new byte[1 << 20]);
        }
    }

    private static void restart(BundleContext context) {
        Path trigger = Path.of(context.getProperty("box.data"), TRIGGER);
        try {
            while (Files.notExists(trigger)) {
                Thread.sleep(20);
            }
            Files.delete(trigger);
            context.getBundle(0).update();
        } catch (IOException | InterruptedException | BundleException e) {
            System.out.println("lamp cannot restart: " + e);
        }
    }
}
