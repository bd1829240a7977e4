package link.box.common.front;

import java.util.EventListener;
import java.util.List;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Container;

/** Keeps Felix's own server from serving anybody directly: its connectors go, and later ones are made to refuse every request. */
final class Refusal implements Container.Listener, HttpConfiguration.Customizer {
    private Refusal() {
    }

    static void of(Server felix) {
        for (Connector connector : felix.getConnectors()) {
            stop(connector);
            felix.removeConnector(connector);
        }
        // one of an earlier version of this bundle may be there: by name, for its class is another
        for (EventListener each : List.copyOf(felix.getEventListeners())) {
            if (each.getClass().getName().equals(Refusal.class.getName())) {
                felix.removeEventListener(each);
            }
        }
        felix.addEventListener(new Refusal());
    }

    @Override
    public void beanAdded(Container parent, Object child) {
        if (child instanceof Connector connector) {
            connector.getConnectionFactories().stream().filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(each -> ((HttpConfiguration.ConnectionFactory) each).getHttpConfiguration())
                    .forEach(http -> http.addCustomizer(this));
        }
    }

    @Override
    public void beanRemoved(Container parent, Object child) {
        // a connector that is gone refuses anyway
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        throw new BadMessageException(HttpStatus.MISDIRECTED_REQUEST_421);
    }

    private static void stop(Connector connector) {
        try {
            connector.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP service's own " + connector + " does not stop", e);
        }
    }
}
