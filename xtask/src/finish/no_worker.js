// Development server: no offline copy. Removes the worker of an earlier release from this origin.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
