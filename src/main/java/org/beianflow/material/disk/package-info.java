/** The store on a disk. */
package org.beianflow.material.disk;
