package link.box.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import link.box.api.work.Worker;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code bin/box status}, {@code add-phone}, {@code reset-users} and updates by hand on a Unix socket that only the Box's own user can open. */
@Component(configurationPid = "link.box.control", service = {}, immediate = true)
public final class ControlSocket {
    private static final Logger LOG = LoggerFactory.getLogger("box.control");

    private final Path path;
    private final Conversation conversation;
    private ServerSocketChannel listener;
    private boolean stopped;

    /** Starts listening. */
    @Activate
    public ControlSocket(BundleContext context, @Reference ServiceComponentRuntime components,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, ControlConfig config) {
        this.path = Data.root(context).resolve("control");
        Facts facts = new Facts(context, new Waiting(context, components), worker, Off.of(config));
        this.conversation = new Conversation(facts, new AddPhone(context, facts::cutOff), new Users(context),
                new ByHand(context));
        worker.retry("answer on " + path, this::serve);
    }

    private void serve() throws IOException {
        try (ServerSocketChannel open = open()) {
            while (true) {
                try (SocketChannel client = open.accept()) {
                    conversation.hold(client);
                } catch (IOException e) {
                    if (!open.isOpen()) {
                        throw e;
                    }
                    LOG.debug("a client went away: {}", e.getMessage());
                }
            }
        } catch (IOException e) {
            if (!isStopped()) {
                throw e;
            }
        }
    }

    private synchronized ServerSocketChannel open() throws IOException {
        if (stopped) {
            throw new IOException("stopping");
        }
        Files.deleteIfExists(path);
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return listener;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
        try {
            if (listener != null) {
                listener.close();
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("closing {}: {}", path, e.getMessage());
        }
    }
}
