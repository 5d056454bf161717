/** What `world.mjs` makes when the page is built. */
declare module "world:shapes" {
  import type { GeometryCollection, Topology } from "topojson-specification";
  const world: Topology<{ countries: GeometryCollection }> & {
    /** Countries too small to be drawn: longitude and latitude of their middle. */
    dots: Record<string, [number, number]>;
  };
  export default world;
}
