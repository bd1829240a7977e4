package link.box.https.gate;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;

/** A request that is passed on once more. What the servlet container keeps in its cache for a request is in use until that is answered. */
final class Anew extends Request.Wrapper {
    private final Components components;

    Anew(Request request) {
        super(request);
        this.components = new Fresh(request.getComponents(), new Attributes.Mapped());
    }

    @Override
    public Components getComponents() {
        return components;
    }

    private record Fresh(Components others, Attributes cache) implements Components {
        @Override
        public ByteBufferPool getByteBufferPool() {
            return others.getByteBufferPool();
        }

        @Override
        public Scheduler getScheduler() {
            return others.getScheduler();
        }

        @Override
        @Deprecated
        public ThreadPool getThreadPool() {
            return others.getThreadPool();
        }

        @Override
        public Executor getExecutor() {
            return others.getExecutor();
        }

        @Override
        public Attributes getCache() {
            return cache;
        }
    }
}
