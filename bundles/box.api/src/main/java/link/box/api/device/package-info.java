/** The integrator's contract: devices and their web pages. */
@Export
@Version("1.0.0")
package link.box.api.device;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
