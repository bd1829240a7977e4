package link.box.https;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import link.box.https.device.Devices;
import link.box.https.device.FakeReference;
import link.box.https.device.Registrations;
import org.osgi.framework.ServiceReference;

/** What device bundles have put on the whiteboard: a lamp, a camera, a lock, a door bell, and one whose pages are trusted. */
final class FakeDevices {
    final AtomicLong clock = new AtomicLong(-5);
    private final Devices devices = new Devices("com.bell:/bell/ring, com.bell:/bell/out@tunnel", "com.trusted", clock::get);
    private final Registrations registrations = new Registrations(devices, 1000);
    /** The lamp's servlet. */
    final ServiceReference<?> lamp;
    /** That of the door bell that strangers may ring. */
    final ServiceReference<?> ring;

    FakeDevices() {
        lamp = add("com.lamp", "/lamp/*");
        add("com.cam", "/cam/*", "box.rate", "3/60", "box.methods", new String[] {"GET", "POST"});
        add("com.lock", "/lock/*", "box.auth", "admin", "box.body", 10);
        add("com.bell", "/bell/*");
        ring = add("com.bell", "/bell/ring", "box.auth", "public");
        for (String path : new String[] {"/bell/out", "/bell/unlisted"}) {
            add("com.bell", path, "box.auth", "public");
        }
        add("com.trusted", "/trusted/*");
    }

    ServiceReference<?> add(String bundle, String pattern, Object... properties) {
        ServiceReference<?> reference = FakeReference.servlet(bundle, pattern, properties);
        registrations.appeared(reference);
        return reference;
    }

    void remove(ServiceReference<?> reference) {
        registrations.gone(reference);
    }

    void add(String bundle, Map<String, ?> properties) {
        registrations.appeared(FakeReference.of(bundle, properties));
    }

    Devices devices() {
        return devices;
    }
}
