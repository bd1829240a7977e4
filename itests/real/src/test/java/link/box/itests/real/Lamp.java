package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A bundle of an integrator's; its header {@value #MANNER} says how it behaves. It runs in the Box, not in the test. */
public final class Lamp implements BundleActivator {
    static final String MANNER = "Lamp-Manner";
    /** A file in the data directory: there a lamp of the manner {@code restarts} restarts the framework. */
    static final String TRIGGER = "restart-now";

    @Override
    public void start(BundleContext context) throws Exception {
        System.out.println("lamp " + context.getBundle().getVersion() + " starts");
        switch (context.getBundle().getHeaders("").get(MANNER)) {
            case "throws" -> throw new IOException("the bulb is broken");
            case "blocks" -> Thread.sleep(Long.MAX_VALUE);
            case "eats" -> new Thread(Lamp::eat, "lamp").start();
            case "restarts" -> new Thread(() -> restart(context), "lamp").start();
            default -> System.out.println("lamp " + context.getBundle().getVersion() + " shines");
        }
    }

    @Override
    public void stop(BundleContext context) {
        System.out.println("lamp " + context.getBundle().getVersion() + " stops");
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
