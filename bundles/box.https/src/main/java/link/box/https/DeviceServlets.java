package link.box.https;

import java.util.Collection;
import java.util.Map;
import link.box.api.work.Worker;
import link.box.https.device.Devices;
import link.box.https.device.Registrations;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Watches what bundles put on the HTTP whiteboard. What does not keep to the contract of devices is hidden from the HTTP service by hooks
 * (OSGi Core 8, chapter 55), before it is told of it: the gate could not tell afterwards which servlet gets a path.
 */
@Component(immediate = true, configurationPid = "link.box.https", service = DeviceServlets.class)
public final class DeviceServlets implements FindHook, EventListenerHook {
    private final BundleContext context;
    private final Registrations registrations;
    private final Devices devices;
    private final AllServiceListener listener = this::changed;
    private final ServiceRegistration<?> hooks;

    private volatile Worker worker;
    private volatile long latest;

    @Activate
    public DeviceServlets(BundleContext context, HttpsConfig config) throws InvalidSyntaxException {
        this.context = context;
        this.devices = new Devices(config.public_allow(), config.ui_trusted(), this::nanos);
        this.registrations = new Registrations(devices, config.body_max());
        // not by the component: to look at services while it is being made would ask for itself
        this.hooks = context.registerService(new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, this, null);
        context.addServiceListener(listener);
        ServiceReference<?>[] there = context.getAllServiceReferences(null, null);
        for (ServiceReference<?> each : there == null ? new ServiceReference<?>[0] : there) {
            registrations.appeared(each);
        }
    }

    @Deactivate
    void close() {
        context.removeServiceListener(listener);
        hooks.unregister();
    }

    Devices devices() {
        return devices;
    }

    @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED, cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setWorker(Worker next) {
        worker = next;
    }

    void unsetWorker(Worker old) {
        if (worker == old) {
            worker = null;
        }
    }

    @Override
    public void find(BundleContext seeker, String name, String filter, boolean all, Collection<ServiceReference<?>> references) {
        if (!privileged(seeker)) {
            references.removeIf(each -> !seeker.getBundle().equals(each.getBundle()) && registrations.hides(each));
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        boolean comes = event.getType() == ServiceEvent.REGISTERED || event.getType() == ServiceEvent.MODIFIED;
        if (comes && registrations.hides(event.getServiceReference())) {
            listeners.keySet().removeIf(each -> !privileged(each) && !each.getBundle().equals(event.getServiceReference().getBundle()));
        }
    }

    private boolean privileged(BundleContext seeker) {
        return seeker.getBundle().getBundleId() == 0 || seeker.getBundle().equals(context.getBundle());
    }

    private void changed(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            registrations.gone(event.getServiceReference());
        } else if (event.getType() != ServiceEvent.MODIFIED_ENDMATCH) {
            registrations.appeared(event.getServiceReference());
        }
    }

    /** The clock stands while box.work is being updated. */
    private long nanos() {
        Worker now = worker;
        if (now != null) {
            latest = now.nanos();
        }
        return latest;
    }
}
