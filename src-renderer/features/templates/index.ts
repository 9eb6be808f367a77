// The public face of the templates feature.
export { FeaturedTemplates } from './featured-templates';
export { TemplateGallery } from './template-gallery';
export { startFromTemplate, templatesStore, useTemplates } from './templates';
