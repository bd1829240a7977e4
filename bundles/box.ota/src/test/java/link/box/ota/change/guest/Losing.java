package link.box.ota.change.guest;

import org.osgi.service.component.ComponentContext;

/** A component that is well, and two seconds later is there no more, and its service with it. */
public class Losing implements Runnable {
    protected void activate(ComponentContext context) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(2000);
                context.disableComponent((String) context.getProperties().get("component.name"));
            } catch (InterruptedException | IllegalStateException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        // nothing: it is there to be there
    }
}
