package link.box.runtime;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.framework.Felix;
import org.osgi.framework.BundleException;

/**
 * A framework that is started once. After an update of the system bundle a framework starts again by itself, with the bundles that it had
 * (OSGi Core, Framework.update); here the launcher decides what is started next, in a new framework.
 */
@SuppressWarnings("unchecked") // of Felix, whose methods say less than OSGi's
final class OneRun extends Felix {
    private final AtomicBoolean started = new AtomicBoolean();

    OneRun(Map<String, String> properties) {
        super(properties);
    }

    @Override
    public void start() throws BundleException {
        if (!started.getAndSet(true)) {
            super.start();
        }
    }
}
