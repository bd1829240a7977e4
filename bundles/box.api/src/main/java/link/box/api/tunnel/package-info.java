/** The way in from outside. */
@Export
@Version("1.0.0")
package link.box.api.tunnel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
